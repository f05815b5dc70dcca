import { cases, comments } from '../core/records.js';
import { latest_month } from '../core/report-views.js';

/** What a stage declares to ask `latest_month`: the latest month in which a case was registered or a comment given. */
export const latestReads = [latest_month, cases, comments] as const;
