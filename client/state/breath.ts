// Lets a slow device do something else between two long computations.

export const breath = (): Promise<void> => new Promise((next) => setTimeout(next, 0))
