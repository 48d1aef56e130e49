// The board's entry.
import { takeCapability } from '../state/capability.ts'
import { mount } from '../ui/mount.tsx'
import { App } from './app.tsx'

mount(<App capability={takeCapability('board', location, history)} />)
