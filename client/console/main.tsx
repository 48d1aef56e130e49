// The console's entry: the facilitator's proof if this laptop or its link has one, else the ways to get in.
import { mount } from '../ui/mount.tsx'
import { App } from './app.tsx'
import { takeProof } from './app-proof.ts'

mount(<App arrival={takeProof(location, history)} />)
