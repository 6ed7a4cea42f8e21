import fastCheck from 'fast-check'

/** The same cases every time, so that no run hangs on luck. Look for new ones with SEED=… or with `npm run fuzz`. */
fastCheck.configureGlobal({ seed: Number(process.env['SEED'] ?? 20_261_122) })
