const INSTANT = /^(\d{4})-(\d\d)-(\d\d)(?:T(\d\d):(\d\d)(?::(\d\d)(?:\.\d+)?)?)?Z?$/i;
const TIME_OF_DAY = /^(\d{1,2}):(\d\d)(?::(\d\d)(?:\.\d+)?)?Z?$/i;

/** The instant of a value of `request.utc-timestamp`, in milliseconds; undefined when it is none. Source: reference 4.5. */
export function instantOf(text: string): number | undefined {
  const [found, ...parts] = INSTANT.exec(text) ?? [];
  if (found === undefined) return undefined;
  const [year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0] = parts.map((part) =>
    Number(part ?? 0),
  );
  return Date.UTC(year, month - 1, day, hour, minute, second);
}

/** The second of the day of a value of `request.utc-timestamp.time-of-day`; undefined when it is none. */
export function timeOfDayOf(text: string): number | undefined {
  const [found, hour, minute, second] = TIME_OF_DAY.exec(text) ?? [];
  return found === undefined ? undefined : Number(hour) * 3600 + Number(minute) * 60 + Number(second ?? 0);
}
