// The differences between two versions, as a list.

/** `lines`: as `differences` words them. */
export function DifferenceList({ lines }: { lines: readonly string[] }) {
  return (
    <ul class="differences">
      {lines.map((line) => (
        <li>
          <bdi>{line}</bdi>
        </li>
      ))}
    </ul>
  );
}
