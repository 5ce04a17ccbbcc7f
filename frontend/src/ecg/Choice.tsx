import shared from "../viewer/viewer.module.css";

interface ChoiceProps<T extends string | number> {
  label: string;
  keys?: string;
  value: T;
  choices: readonly (readonly [T, string])[];
  onChoose: (value: T) => void;
}

/** A list to choose from; its key goes to the next. */
export function Choice<T extends string | number>({ label, keys, value, choices, onChoose }: ChoiceProps<T>) {
  return (
    <select
      className={shared.select}
      aria-label={label}
      aria-keyshortcuts={keys}
      title={keys === undefined ? label : `${label} (${keys})`}
      value={value}
      onChange={(event) => {
        const chosen = choices.find(([one]) => String(one) === event.currentTarget.value);
        if (chosen !== undefined) onChoose(chosen[0]);
      }}
    >
      {choices.map(([one, text]) => (
        <option key={one} value={one}>
          {text}
        </option>
      ))}
    </select>
  );
}
