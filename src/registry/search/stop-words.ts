/** Words that say nothing of what a tool does: function words of English, and the words with which people ask. */
export const STOP_WORDS: ReadonlySet<string> = new Set(
  `a about above after again all also am an and any are as at be because been before being below between both but by
  can could did do does doing down during each few for from further had has have having he her here hers him his how i if in
  into is it its itself just me more most my myself no nor not now of off on once only or other our ours out over own
  same she should so some such than that the their theirs them then there these they this those through to too under
  until up us very was we were what when where which while who whom whose why will with would you your yours
  s t d ll m re ve don
  please help need want like wish show tell give find get provide provides provided providing let know currently right
  able additionally assist assistance finally lastly may might must shall thank thanks`.split(/\s+/),
);
