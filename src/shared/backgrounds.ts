export const themeNames = ['dark', 'light', 'contrast'] as const
export type ThemeName = (typeof themeNames)[number]

/** What lies behind everything, by theme: a window shows it before it has its page. */
export const backgrounds = { dark: '#0b0e14', light: '#fafaf7', contrast: '#000000' } as const
