/** What takes no room, so that words can be broken by it unseen: Unicode's `Default_Ignorable_Code_Point`, and marks of direction. */
const INVISIBLE = /[\p{Default_Ignorable_Code_Point}\u202A-\u202E\u2066-\u2069]/gu;

/** Letters of other scripts that look like Latin ones (Unicode TR 39), each beside the one it looks like. */
const LOOK_ALIKES = 'аaеeоoрpсcуyхxіiјjѕsԁdһhӏlοoαaνvАAВBЕEКKМMНHОOРPСCТTХXΑAΒBΕEΗHΙIΚKΜMΝNΟOΡPΤTΧX';
const LATIN = new Map(
  Array.from({ length: LOOK_ALIKES.length / 2 }, (_, index) => [LOOK_ALIKES[2 * index], LOOK_ALIKES[2 * index + 1]]),
);
const OTHER_SCRIPT = /[\u0370-\u052F]/g;

/** A text without what cannot be seen in it. */
export function visibleText(text: string): string {
  return text.replace(INVISIBLE, '');
}

/** A text as a reader takes it: nothing invisible, look-alikes as what they look like, single spaces. */
export function textAsRead(text: string): string {
  return visibleText(text)
    .normalize('NFKC')
    .replace(OTHER_SCRIPT, (it) => LATIN.get(it) ?? it)
    .replace(/\s+/g, ' ');
}
