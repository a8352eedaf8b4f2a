import path from 'node:path'
import { systemClock } from '../clock.ts'
import { readSettings } from '../config.ts'
import { backup } from './backup.ts'
import { filesFolder, joinServer } from './place.ts'

// npm runs scripts in the project's folder; a relative file is meant where the person stands.
const [name] = process.argv.slice(2)
try {
  if (!name) throw new Error('Say where to: npm run backup FILE')
  const settings = readSettings(process.env)
  const file = path.resolve(process.env.INIT_CWD ?? '.', name)
  const server = await joinServer(settings, line => console.error(line))
  try {
    const { tables, files } = await backup({
      ownerUrl: server.ownerUrl,
      filesFolder: filesFolder(settings.dataFolder),
      file,
      madeAt: systemClock().now(),
    })
    const rows = tables.reduce((sum, table) => sum + table.rows, 0)
    console.log(`Backed up ${rows} rows of ${tables.length} tables and ${files.length} files into ${file}`)
  } finally {
    await server.stop()
  }
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error))
  process.exitCode = 1
}
