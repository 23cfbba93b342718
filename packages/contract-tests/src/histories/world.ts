import type { Clock } from "@seedream-clients/core";

/** A waiting step of a process. The history decides when it goes on. */
interface Gate {
  readonly process: Process;
  readonly open: () => void;
}

interface Timer {
  readonly process: Process;
  readonly due: number;
  readonly callback: () => void;
}

/** A process of the system under test. Everything that it awaits outside of its memory goes through the world. */
export interface Process {
  readonly name: string;
  readonly clock: Clock;
  isAlive: boolean;
  /** Whether it sleeps, as after SIGSTOP: until it wakes, its steps and timers wait, but the time goes on. */
  isAsleep: boolean;
  /** Number of the next transactions that fail. */
  failures: number;
  /** Whether its disk has ever failed. Such a process may know facts that it could not record. */
  hasFailed: boolean;
  /** Resolves when the history opens the step; never after the process is killed. */
  gate(): Promise<void>;
}

/** Lets a history control the time and the order of all steps. */
export class World {
  /** Time on the clocks, in ms since 1970. */
  now: number = Date.UTC(2026, 0, 1);
  /** Time for timers, in ms. Never goes back. */
  #elapsed = 0;
  readonly processes: Process[] = [];
  #gates: Gate[] = [];
  /** Pending work of real files and servers. */
  readonly #outside = new Set<Promise<unknown>>();
  readonly #timers = new Set<Timer>();

  process(name: string): Process {
    const process: Process = {
      name,
      isAlive: true,
      isAsleep: false,
      failures: 0,
      hasFailed: false,
      gate: () => new Promise((open) => this.#gates.push({ process, open })),
      clock: {
        now: () => this.now,
        after: (ms, callback) => {
          const timer = { process, due: this.#elapsed + ms, callback };
          if (process.isAlive) this.#timers.add(timer);
          return () => this.#timers.delete(timer);
        },
      },
    };
    this.processes.push(process);
    return process;
  }

  /** Ends a process like SIGKILL. Nothing that it awaits resolves. */
  kill(process: Process): void {
    process.isAlive = false;
    this.#gates = this.#gates.filter((gate) => gate.process !== process);
    for (const timer of this.#timers) if (timer.process === process) this.#timers.delete(timer);
  }

  /** Opens one step, and waits for the work that follows. Returns whether a step was waiting. */
  async open(choice: number): Promise<boolean> {
    const ready = this.#gates.filter(({ process }) => !process.isAsleep);
    const gate = ready[choice % Math.max(1, ready.length)];
    if (gate) this.#gates.splice(this.#gates.indexOf(gate), 1);
    gate?.open();
    await this.quiet();
    return gate !== undefined;
  }

  /** Moves the time forward; a negative value sets only the clocks back. Timers expire one by one, in their order. */
  async move(ms: number): Promise<void> {
    this.now += ms;
    this.#elapsed += Math.max(0, ms);
    for (const timer of this.#due()) {
      if (!this.#timers.delete(timer)) continue;
      timer.callback();
      await this.quiet();
    }
  }

  /** Opens all steps, and moves the time as far as needed, until the history is over. */
  async finish(isOver: () => boolean): Promise<void> {
    let idle = 0;
    for (let steps = 0; !isOver(); steps++) {
      if (steps > 20_000) throw new Error("The history has no end");
      if (await this.open(0)) continue;
      const [next] = [...this.#timers].sort((a, b) => a.due - b.due);
      if (next) await this.move(Math.max(0, next.due - this.#elapsed));
      // Work of another thread, such as a digest, may still be running.
      else if (idle++ < 200) await new Promise((resolve) => setTimeout(resolve, 5));
      else throw new Error("Nothing is awaited any more, and the history has not ended");
    }
  }

  /** Makes the history wait for work that takes real time. */
  outside<T>(work: Promise<T>): Promise<T> {
    const end = () => {
      this.#outside.delete(settled);
    };
    const settled: Promise<void> = work.then(end, end);
    this.#outside.add(settled);
    return work;
  }

  #due(): Timer[] {
    return [...this.#timers]
      .filter(({ due, process }) => due <= this.#elapsed && !process.isAsleep)
      .sort((a, b) => a.due - b.due);
  }

  /** Waits until no process can go on by itself. */
  async quiet(): Promise<void> {
    for (let turn = 0; turn < 3; turn++) {
      while (this.#outside.size > 0) await Promise.all(this.#outside);
      await new Promise((resolve) => setImmediate(resolve));
    }
  }
}
