// On the page of a lesson: opens the lab and puts its terminal on the screen while the page's scripts still load.
import { mountTerminal } from '../terminal/mount';
import { createLabWorld } from '../world/lab-world';
import { openLab } from '../world/open-lab';

async function openEarly(): Promise<void> {
  const { drydock } = globalThis;
  const bundle = await drydock.bundle;
  if (bundle === undefined || isTaken()) return;
  const world = createLabWorld(bundle);
  const opened = { world, close: openLab(bundle.lab.id, world) };
  drydock.opened = opened;
  const element = await terminalPlace();
  if (isTaken()) return;
  drydock.terminal = { element, unmount: mountTerminal(element, world.client) };
}

/** The page's scripts were faster. */
function isTaken(): boolean {
  return globalThis.drydock.taken === true;
}

/** The place of the terminal, as soon as it is laid out. No frame is drawn before the style sheets are there. */
function terminalPlace(): Promise<HTMLElement> {
  return new Promise((found) => {
    const look = (): void => {
      const element = document.querySelector<HTMLElement>('[data-terminal-screen]');
      if (element !== null && element.clientWidth > 0) found(element);
      else if (!isTaken()) requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  });
}

// Whatever goes wrong here: the page opens the lab itself and says what is wrong.
openEarly().catch(() => undefined);
