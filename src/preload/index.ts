import { contextBridge } from 'electron'
import type { LecternApi } from './api'

const api: LecternApi = { shell: 'electron' }
contextBridge.exposeInMainWorld('lectern', api)
