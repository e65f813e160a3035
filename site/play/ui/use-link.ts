import { decodeAddress, encodeAddress } from "../address.js";
import type { PlayState } from "./state.js";
import { type Tab, tabs } from "./tabs.js";

/** Keeps what is shown in the address, so that a link shows the same to somebody else. */
export function useLink(state: PlayState) {
  let shares = 0;

  /** Whether there is a link. */
  async function share(): Promise<boolean> {
    const { code, tab, before } = state;
    shares += 1;
    const mine = shares;
    const fragment = await encodeAddress({ code, tab, before });
    if (mine === shares) {
      state.isTooLong = fragment === undefined;
      if (fragment) history.replaceState(history.state, "", fragment);
    }
    return fragment !== undefined;
  }

  /** `otherwise` says what is there if the address holds no flow. */
  async function open(otherwise: string): Promise<void> {
    state.note = "";
    try {
      const shared = await decodeAddress(location.hash);
      if (!shared) return;
      const { code, tab = "", before } = shared;
      Object.assign(state, { code, before });
      if (Object.hasOwn(tabs, tab)) state.tab = tab as Tab;
    } catch (error) {
      state.note = `${(error as Error).message} ${otherwise}`;
    }
  }

  async function copy(): Promise<void> {
    state.note = "";
    if (!(await share())) return;
    try {
      await navigator.clipboard.writeText(location.href);
      state.note = "The link is in your clipboard.";
    } catch {
      state.note = "The link is in the address bar.";
    }
  }

  return { share, open, copy };
}
