/** How checks of the lab are shown: as fast as they are, or so that an audience can follow. */
export type DemoSpeed = 'real' | 'slow';

export function readDemoSpeed(): DemoSpeed {
  return read('demo-speed') === 'slow' ? 'slow' : 'real';
}

export function keepDemoSpeed(speed: DemoSpeed): void {
  keep('demo-speed', speed);
}

/** Single keys do something in the demo, unless somebody has switched them off (WCAG 2.1.4). */
export function readDemoShortcuts(): boolean {
  return read('demo-shortcuts') !== 'off';
}

export function keepDemoShortcuts(areOn: boolean): void {
  keep('demo-shortcuts', areOn ? 'on' : 'off');
}

function read(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

function keep(key: string, value: string): void {
  try {
    localStorage.setItem(key, value);
  } catch {
    // Storage is closed to us: the usual holds.
  }
}
