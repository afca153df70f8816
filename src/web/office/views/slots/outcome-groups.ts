/** Outcomes that belong together in a count, as the list of slots takes them. */
export const doneOutcomes = 'done,done-late';
/** All that a plan asks for: without what was excused or superseded. */
export const keptOutcomes = 'open,done,done-late,missed,not-inspectable';
