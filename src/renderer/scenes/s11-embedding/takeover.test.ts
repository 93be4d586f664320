import { describe, expect, it } from 'vitest'
import { fakeClock } from '../../../shared/clock'
import { isSoftwareRenderer } from './gpu-probe'
import type { Painter } from './painter'
import { painterChoice, startTakeover, type TakeoverDeps } from './takeover'

function painter(name: string, disposed: string[] = []): Painter {
  const canvas = { id: name } as HTMLCanvasElement
  return {
    canvas,
    opening: 1,
    waits: true,
    draw: () => {},
    begin: () => () => true,
    dispose: () => disposed.push(name),
  }
}

function setUp(patch: Partial<TakeoverDeps> = {}) {
  const clock = fakeClock()
  const used: string[] = []
  const disposed: string[] = []
  let lose = () => {}
  let built = 0
  const deps: TakeoverDeps = {
    choice: 'auto',
    hasGpu: () => true,
    createGpu: async (lost) => {
      lose = lost
      built++
      return painter(`gpu ${built}`, disposed)
    },
    software: painter('software'),
    use: ({ canvas }) => used.push(canvas.id),
    clock,
    random: () => 0.5,
    ...patch,
  }
  const settle = async () => {
    for (let turn = 0; turn < 10; turn++) await Promise.resolve()
  }
  return { clock, used, disposed, settle, lose: () => lose(), built: () => built, start: () => startTakeover(deps) }
}

describe('takeover', () => {
  it('[SCATTER-10] the GPU takes over where there is one, or where the address asks for it', async () => {
    for (const [patch, expected] of [
      [{}, ['gpu 1']],
      [{ hasGpu: () => false }, []],
      [{ choice: 'gpu', hasGpu: () => false }, ['gpu 1']],
      [{ choice: 'software' }, []],
    ] as const) {
      const { start, settle, used } = setUp(patch)
      start()
      await settle()
      expect(used).toEqual(expected)
    }
    expect(['?painter=gpu', '?scene=11&painter=software', '?painter=x'].map(painterChoice)).toEqual([
      'gpu',
      'software',
      'auto',
    ])
  })

  it('[SCATTER-10] renderers that run on the processor are no GPU', () => {
    const software = [
      'ANGLE (Google, Vulkan 1.3.0 (SwiftShader Device (LLVM 16.0.0)), SwiftShader driver)',
      'llvmpipe (LLVM 15.0.6, 256 bits)',
      'Microsoft Basic Render Driver',
      'Apple Software Renderer',
    ]
    expect(software.every(isSoftwareRenderer)).toBe(true)
    expect(
      ['ANGLE (Apple, Apple M2, OpenGL 4.1)', 'NVIDIA GeForce RTX 3060/PCIe/SSE2', 'Mali-G78'].some(isSoftwareRenderer),
    ).toBe(false)
  })

  it('[SCATTER-11] a lost context hands back to the software at once, and the GPU is tried again', async () => {
    const { start, settle, used, disposed, lose, clock } = setUp()
    const undo = start()
    await settle()
    lose()
    expect(used).toEqual(['gpu 1', 'software'])
    expect(disposed).toEqual(['gpu 1'])
    clock.advance(1000)
    await settle()
    expect(used).toEqual(['gpu 1', 'software', 'gpu 2'])
    undo()
    expect(disposed).toEqual(['gpu 1', 'gpu 2'])
  })

  it('[SCATTER-11] after five losses the software stays', async () => {
    const { start, settle, lose, clock, built, used } = setUp()
    start()
    for (let loss = 0; loss < 8; loss++) {
      await settle()
      lose()
      clock.advance(60_000)
    }
    await settle()
    expect(built()).toBe(5)
    expect(used.at(-1)).toBe('software')
  })

  it('[SCATTER-11] a painter that comes after the end is thrown away', async () => {
    const { start, settle, used, disposed } = setUp()
    start()()
    await settle()
    expect(used).toEqual([])
    expect(disposed).toEqual(['gpu 1'])
  })
})
