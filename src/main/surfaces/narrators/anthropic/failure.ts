import { APIConnectionError, APIConnectionTimeoutError, APIError } from '@anthropic-ai/sdk'

/** What went wrong at the API, as one sentence for the presenter. It never holds a header or a key. */
export function failureOf(error: unknown): string {
  if (error instanceof APIConnectionTimeoutError) return 'the API did not answer in time'
  if (error instanceof APIConnectionError) return 'the API cannot be reached'
  if (error instanceof APIError) return apiFailure(error.status, error.type, error.apiMessage)
  return 'the answer broke off'
}

function apiFailure(status: number | undefined, type: string | null, message: string | null): string {
  if (status === 401 || status === 403) return `the API refused the key (${status})`
  if (status === 429 || type === 'rate_limit_error') return 'the API asks to slow down (rate limit)'
  if (status === 529 || type === 'overloaded_error') return 'the API is overloaded'
  const said = message ? `: ${message.slice(0, 200)}` : ''
  return status === undefined ? `the API ended the answer${said}` : `the API answered ${status}${said}`
}
