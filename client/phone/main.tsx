// The phone's entry: a seat if this device or its link has one, else the room code.
import { mount } from '../ui/mount.tsx'
import { App } from './app.tsx'
import { arrive, forgetOldSeats } from './device.ts'

// A link that differs only in what stands behind the # is opened in the page that is there already: it is a new arrival.
addEventListener('hashchange', () => location.reload())
forgetOldSeats(Date.now())
mount(<App arrival={arrive(location, history)} />)
