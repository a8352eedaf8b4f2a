/**
 * Squares of a thousandth of a degree (about 100 m in Guangdong), numbered so that what is near lies in the same or a
 * neighbouring square: a btree finds "within 50 m" without any extension of the database.
 */
const perDegree = 1000
const columns = 360 * perDegree

export function cellOf(lon: number, lat: number): number {
  return Math.floor((lat + 90) * perDegree) * columns + Math.floor((lon + 180) * perDegree)
}

/** The squares that hold everything within `metres` of the point. At 60° north a square is half as wide: one more is asked. */
export function cellsAround(lon: number, lat: number, metres: number): readonly number[] {
  const latReach = metres / 111_000
  const lonReach = latReach / Math.max(0.1, Math.cos((lat * Math.PI) / 180))
  const cells: number[] = []
  const lastRow = Math.floor((lat + latReach + 90) * perDegree)
  const lastColumn = Math.floor((lon + lonReach + 180) * perDegree)
  for (let row = Math.floor((lat - latReach + 90) * perDegree); row <= lastRow; row += 1) {
    for (let column = Math.floor((lon - lonReach + 180) * perDegree); column <= lastColumn; column += 1) {
      cells.push(row * columns + column)
    }
  }
  return cells
}
