import { Component } from 'preact';
import { fill } from '../guide/messages.ts';
import type { PageMessages } from './messages.ts';

/** Documented addresses of both maps that take a name. Links only: nothing is fetched from there. */
const MAPS = {
  amap: (place: string) => `https://uri.amap.com/search?keyword=${place}&src=one-window`,
  baidu: (place: string) => `https://api.map.baidu.com/place/search?query=${place}&output=html&src=webapp.one-window`,
};

/** Maps belong to others: who leaves for one is told so first, and what goes along. */
export class MapLinks extends Component<{ p: PageMessages; place: string }, { isOpen: boolean }> {
  override state = { isOpen: false };

  override render({ p, place }: { p: PageMessages; place: string }) {
    const { isOpen } = this.state;
    return (
      <div class="tools">
        <button type="button" aria-expanded={isOpen} onClick={() => this.setState({ isOpen: !isOpen })}>
          {p.map}
        </button>
        {isOpen && (
          <div class="notice">
            <p>{fill(p.mapLeaving, place)}</p>
            {(['amap', 'baidu'] as const).map((name) => (
              <a
                key={name}
                class="tel"
                href={MAPS[name](encodeURIComponent(place))}
                target="_blank"
                rel="noopener noreferrer"
              >
                {p.maps[name]}
              </a>
            ))}
          </div>
        )}
      </div>
    );
  }
}
