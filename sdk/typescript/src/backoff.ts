const LONGEST = 30_000;

/**
 * Waits before the next attempt: up to twice as long each time, at most half a minute, and at random between the half of that and
 * the whole, so that all who have lost the same gateway do not come back to it at once.
 */
export class Backoff {
  private longest: number;
  private wake = () => {};

  /** @param first up to how many milliseconds the first wait is */
  constructor(private readonly first: number) {
    this.longest = first;
  }

  wait(): Promise<void> {
    const time = this.longest * (0.5 + Math.random() / 2);
    this.longest = Math.min(this.longest * 2, LONGEST);
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, time);
      this.wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  /** What was tried has been well for a while: the next wait is a first one. */
  reset(): void {
    this.longest = this.first;
  }

  /** Ends a wait now. */
  stop(): void {
    this.wake();
  }
}
