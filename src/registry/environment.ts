/** Variables of the process, handed in: nothing here reads them by itself. */
export type Environment = Readonly<Record<string, string | undefined>>
