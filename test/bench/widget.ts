/** The widget in a throttled Chromium, on a page of another origin. */
import { benchFirstResult } from './first-result.ts';
import { benchGuideDelivery } from './guide-delivery.ts';
import { benchHearing } from './hearing.ts';
import { Site } from './site.ts';
import type { Measure } from './table.ts';
import { benchWholeVisit } from './whole-visit.ts';

export async function benchWidget(): Promise<Measure[]> {
  const site = await Site.open();
  try {
    return [
      ...(await benchFirstResult(site)),
      ...(await benchHearing(site)),
      ...(await benchWholeVisit(site)),
      ...(await benchGuideDelivery(site)),
    ];
  } finally {
    await site.close();
  }
}
