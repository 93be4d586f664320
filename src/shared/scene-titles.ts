const sceneTitles: Readonly<Record<number, string>> = {
  7: 'Attack profiles',
  8: 'Predictions',
  9: 'Model macro-F1',
  10: 'The fleet',
  11: 'KNN embedding',
  12: 'Model performance',
  13: 'Live detections',
}

/** Every scene there is, in the order of a talk that says no other. */
export const sceneNumbers: readonly number[] = Object.keys(sceneTitles).map(Number)

/** What a scene is called, also where no picture of it is known. */
export const sceneTitle = (n: number): string => sceneTitles[n] ?? `Scene ${n}`
