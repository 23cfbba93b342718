import { type Group, groupShapes } from "./groups.ts";
import { bandHeight, type Column, columnsOf, columnWidth, type Rows } from "./layout.ts";
import { Run } from "./run.tsx";

interface BandProps {
  readonly columns: readonly Column<Group>[];
  readonly width: number;
  readonly rows: Rows;
}

/** Narrower galleries put runs one below the other. */
const SIDE_BY_SIDE = 700;

/** Runs side by side: their heads and their pictures on common lines. */
export function Band({ columns, width, rows }: BandProps) {
  const isAlone = columns.length === 1 || width < SIDE_BY_SIDE;
  const shapes = columns.map(({ run }) => groupShapes(run));
  const most = isAlone ? rows.most : bandHeight(columns, shapes, width, rows);
  return (
    <div className="band" style={{ "--columns": columnsOf(columns), "--row-most": `${most}px` }}>
      {columns.map((column) => {
        const wide = isAlone ? width : columnWidth(column, columns, width);
        return <Run key={column.run.key} group={column.run} width={wide} rows={rows} />;
      })}
    </div>
  );
}
