// The phone's entry: a seat if this device or its link has one, else the room code.
import { mount } from '../ui/mount.tsx'
import { App } from './app.tsx'
import { arrive } from './device.ts'

mount(<App arrival={arrive(location, history)} />)
