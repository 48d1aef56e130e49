// The page "How this stays anonymous": for everybody, without a session.
import { mount } from '../ui/mount.tsx'
import { AnonymityPage } from './anonymity-page.tsx'

mount(<AnonymityPage />)
