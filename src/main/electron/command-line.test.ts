import { expect, test } from 'vitest'
import { argumentsOf, stateArgument } from './command-line'

test('[SHELL-12] the shell reads the same command line, whatever started it; without one it presents', () => {
  const own = ['present', '--windowed', '--data', '/d']
  expect(argumentsOf(['electron', 'out/main/index.js', ...own], false)).toEqual(own)
  expect(argumentsOf(['electron', '--no-sandbox', '--remote-debugging-port=0', 'index.js', ...own], false)).toEqual(own)
  expect(argumentsOf(['Lectern', ...own], true)).toEqual(own)
  expect(argumentsOf(['Lectern'], true)).toEqual(['present'])
})

test('[SHELL-13] one instance for each state directory: the last that is named counts', () => {
  expect(stateArgument(['present', '--state', '/a', '--state', '/b'])).toBe('/b')
  expect(stateArgument(['present', '--state=/c'])).toBe('/c')
  expect(stateArgument(['present'])).toBeUndefined()
})
