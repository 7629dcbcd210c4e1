interface ReportFileInputProps {
  readonly id: string;
  readonly onChoose: (file: File) => void;
}

/** Chooses a report file; what is seen of it is its label. */
export function ReportFileInput({ id, onChoose }: ReportFileInputProps) {
  return (
    <input
      id={id}
      type="file"
      accept=".json,.ndjson,application/json"
      onChange={(event) => {
        const [file] = event.target.files ?? [];
        // The same file, mended, is a new choice.
        event.target.value = '';
        if (file !== undefined) onChoose(file);
      }}
      className="sr-only"
    />
  );
}
