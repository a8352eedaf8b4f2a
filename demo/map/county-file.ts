/** `node demo/map/county-file.ts > FILE`: the example county's division as JSON, for measurements and for trying an import. */
import { countyDivision } from './county-outline.ts'

process.stdout.write(JSON.stringify(countyDivision()))
