import { Component } from 'preact';
import type { PageMessages } from './messages.ts';

interface ShareProps {
  p: PageMessages;
  /** Of the same guide as a page of its own: works on every phone, with and without a script. */
  address: string;
}

/** Somebody else's phone scans it off this screen; the address below is for whoever sends it on. */
export class Share extends Component<ShareProps> {
  private square: { size: number; path: string } | undefined;
  private isGone = false;

  override async componentDidMount(): Promise<void> {
    try {
      const { squareOf } = await import('./square.ts');
      this.square = squareOf(this.props.address);
    } catch {
      // Without a network there is still the address.
    }
    if (!this.isGone) this.forceUpdate();
  }
  override componentWillUnmount(): void {
    this.isGone = true;
  }

  override render({ p, address }: ShareProps) {
    const { square } = this;
    return (
      <div class="notice">
        <p>{p.shareHint}</p>
        {square && (
          <svg
            class="square"
            role="img"
            aria-label={p.shareSquare}
            viewBox={`-4 -4 ${square.size + 8} ${square.size + 8}`}
          >
            <path d={square.path} />
          </svg>
        )}
        <p class="address">
          <a href={address} target="_blank" rel="noopener">
            {address}
          </a>
        </p>
      </div>
    );
  }
}
