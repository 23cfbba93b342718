import type { ImageFormat } from "@seedream-clients/core";
import { useState } from "react";
import { useWords } from "../words/words.ts";

interface DropZoneProps {
  readonly formats: readonly ImageFormat[];
  readonly onFiles: (files: Iterable<File>) => void;
}

/** Where files are chosen, and where people drop them; the page takes them anywhere. */
export function DropZone({ formats, onFiles }: DropZoneProps) {
  const words = useWords().references;
  const [isOver, setIsOver] = useState(false);

  return (
    <label
      className={isOver ? "drop over" : "drop"}
      onDragOver={() => setIsOver(true)}
      onDragLeave={() => setIsOver(false)}
      onDrop={() => setIsOver(false)}
    >
      <input
        className="hidden"
        type="file"
        accept={formats.map((format) => `image/${format}`).join(",")}
        multiple
        onChange={({ target }) => {
          onFiles([...(target.files ?? [])]);
          target.value = "";
        }}
      />
      <span>
        {words.drop} <u>{words.choose}</u>
      </span>
    </label>
  );
}
