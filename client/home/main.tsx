// The first page: join a session, or start one.
import { mount } from '../ui/mount.tsx'
import { Home } from './home.tsx'

mount(<Home />)
