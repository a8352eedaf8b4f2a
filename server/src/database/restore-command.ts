import path from 'node:path'
import { readSettings } from '../config.ts'
import { filesFolder, openServer } from './place.ts'
import { restore } from './restore.ts'

const [name] = process.argv.slice(2)
try {
  if (!name) throw new Error('Say from where: npm run restore FILE')
  const settings = readSettings(process.env)
  const file = path.resolve(process.env.INIT_CWD ?? '.', name)
  const server = await openServer(settings, line => console.error(line))
  try {
    const { tables, files } = await restore({ ...server, filesFolder: filesFolder(settings.dataFolder), file })
    const rows = tables.reduce((sum, table) => sum + table.rows, 0)
    console.log(
      `Restored ${rows} rows of ${tables.length} tables and ${files.length} files; all counts and digests agree.`,
    )
  } finally {
    await server.stop()
  }
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error))
  process.exitCode = 1
}
