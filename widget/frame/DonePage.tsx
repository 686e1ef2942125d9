import { Component } from 'preact';
import type { Receipt } from '#cases/contract';
import { dayOf, momentOf } from './dates.ts';
import { Heading } from './fields.tsx';
import type { Line, Square } from './keep.ts';
import { fill } from './messages.ts';
import type { PageProps } from './page.ts';

type Keep = typeof import('./keep.ts');

/** Both in the fragment: it never travels in a request. */
const trackAddress = ({ receiptNumber, lookupCode }: Receipt): string =>
  `${location.origin}/track#${receiptNumber}.${lookupCode}`;

const Figure = ({ square, text }: { square: Square; text: string }) => (
  <figure>
    <svg role="img" aria-label={text} viewBox={`-4 -4 ${square.size + 8} ${square.size + 8}`}>
      <path d={square.path} />
    </svg>
    <figcaption>{text}</figcaption>
  </figure>
);

interface State {
  keep?: Keep | undefined;
  square?: Square | undefined;
  /** What anybody can check without the secret, the page that checks it, and its square. */
  proof?: { line: string; address: string; square: Square } | undefined;
  /** The receipt has the proof below it; the proof goes alone. */
  printing: 'receipt' | 'proof' | '';
  isSaved: boolean;
  isWarned: boolean;
}

/** 8: the receipt. Nobody leaves before the secret is kept somewhere: half of those who do never come back. */
export class DonePage extends Component<PageProps, State> {
  override state: State = { printing: '', isSaved: false, isWarned: false };
  private readonly warn = (event: BeforeUnloadEvent): void => {
    if (!this.state.isSaved) event.preventDefault();
  };

  override componentDidMount(): void {
    window.addEventListener('beforeunload', this.warn);
    const { receipt } = this.props.sender;
    import('./keep.ts').then(
      (keep) => {
        if (!receipt) return;
        const line = keep.proofLine(receipt.proof);
        const address = `${location.origin}/verify#${encodeURIComponent(line)}`;
        this.setState({
          keep,
          square: keep.squareOf(trackAddress(receipt)),
          proof: { line, address, square: keep.squareOf(address, 'L') },
        });
      },
      // Number and code stand there as text all the same.
      () => {},
    );
  }
  override componentWillUnmount(): void {
    window.removeEventListener('beforeunload', this.warn);
  }

  private leave(): void {
    if (this.state.isSaved) this.props.close();
    else this.setState({ isWarned: true });
  }

  private print(printing: 'receipt' | 'proof'): void {
    this.setState({ printing }, () => {
      window.print();
      this.setState({ printing: '' });
    });
  }

  private saveImage(receipt: Receipt, isProof: boolean): void {
    const { t, journey } = this.props;
    const { keep, square, proof } = this.state;
    const d = t.done;
    const line = (text: string, size = 28, isBold = false): Line => ({ text, size, isBold });
    const lines = isProof
      ? [
          line(d.proof, 40, true),
          line(`${d.number}${t.colon}${receipt.receiptNumber}`),
          line(proof?.line ?? '', 22),
          line(d.proofHint, 24),
          line(d.proofQr, 24),
        ]
      : [
          line(t.title, 40, true),
          line(d.number),
          line(receipt.receiptNumber, 56, true),
          line(d.code),
          line(receipt.lookupCode, 56, true),
          line(`${d.at}${t.colon}${momentOf(receipt.submittedAt, journey.settings.language)}`),
          line(`${location.origin}/track`),
        ];
    void keep?.saveImage(
      `${receipt.receiptNumber}${isProof ? '-proof' : ''}.png`,
      lines,
      isProof ? proof?.square : square,
    );
  }

  private card(receipt: Receipt) {
    const { t, journey } = this.props;
    const { square, printing } = this.state;
    const d = t.done;
    return (
      <div class={printing === 'proof' ? 'card unprinted' : 'card'}>
        <dl>
          <dt>{d.number}</dt>
          <dd class="code">{receipt.receiptNumber}</dd>
          <dt>{d.code}</dt>
          <dd class="code">{receipt.lookupCode}</dd>
          <dt>{d.at}</dt>
          <dd>{momentOf(receipt.submittedAt, journey.settings.language)}</dd>
        </dl>
        {square && <Figure square={square} text={d.qr} />}
      </div>
    );
  }

  private proof(receipt: Receipt) {
    const { t, journey } = this.props;
    const { proof, printing } = this.state;
    const d = t.done;
    if (!proof) return null;
    return (
      <details class={printing ? '' : 'unprinted'} open={!!printing}>
        <summary>{d.proof}</summary>
        <p class="hint">{d.proofHint}</p>
        <p>
          {d.number}
          {t.colon}
          {receipt.receiptNumber}
        </p>
        <p class="hash">{proof.line}</p>
        <Figure square={proof.square} text={d.proofQr} />
        <p class="tools">
          <a class="button" href={proof.address} target="_blank" rel="noopener">
            {d.proofCheck}
          </a>
          <button type="button" onClick={() => this.saveImage(receipt, true)}>
            {d.proofImage}
          </button>
          {!journey.settings.isFramed && (
            <button type="button" onClick={() => this.print('proof')}>
              {d.proofPrint}
            </button>
          )}
        </p>
      </details>
    );
  }

  private photos() {
    const { t, journey, sender } = this.props;
    const total = journey.photos.length;
    if (!total) return null;
    const left = total - sender.photosDone;
    const d = t.done;
    const text = sender.isSendingPhotos
      ? fill(d.photos, `${sender.photosDone}/${total}`)
      : fill(left ? d.photosLeft : d.photosSent, left || total);
    return (
      <div class="notice" role="status">
        <p>{text}</p>
        {left > 0 && !sender.isSendingPhotos && (
          <button type="button" onClick={() => void sender.sendPhotos()}>
            {t.retry}
          </button>
        )}
      </div>
    );
  }

  override render({ t, journey, sender }: PageProps) {
    const { receipt, isEarlier } = sender;
    const { isSaved, isWarned, keep } = this.state;
    const d = t.done;
    if (!receipt) return <Heading>{d.over}</Heading>;
    const { answerBy } = receipt;
    const { isFramed, language } = journey.settings;
    return (
      <>
        <Heading>✓ {d.title}</Heading>
        {isEarlier && <p class="notice">{t.check.earlier}</p>}
        <p>{d.lead}</p>
        {this.card(receipt)}
        <p class="tools">
          {keep && (
            <button type="button" class="main" onClick={() => this.saveImage(receipt, false)}>
              {d.image}
            </button>
          )}
          {/* A sandboxed frame may not print. */}
          {!isFramed && (
            <button type="button" onClick={() => this.print('receipt')}>
              {d.print}
            </button>
          )}
          <button type="button" aria-pressed={isSaved} onClick={() => this.setState({ isSaved: true })}>
            {isSaved && '✓ '}
            {d.saved}
          </button>
        </p>
        {this.photos()}
        <section class="unprinted">
          <h2>{d.nextTitle}</h2>
          <ol>
            <li>{d.next1}</li>
            <li>
              {fill(receipt.answerable ? d.next2 : d.next2Anonymous, dayOf(answerBy.date, language), answerBy.counted)}
              {answerBy.provisional && d.provisional}
              <small lang="zh-CN">{answerBy.basis}</small>
            </li>
            <li>{d.next3}</li>
          </ol>
          {!receipt.answerable && <p class="notice">{d.anonymous}</p>}
        </section>
        {this.proof(receipt)}
        {isWarned && !isSaved && (
          <p class="notice bad" role="alert">
            {d.savedFirst}
          </p>
        )}
        <button type="button" onClick={() => this.leave()}>
          {d.finish}
        </button>
        {isSaved && (
          <button type="button" onClick={() => journey.stage.track()}>
            {d.track}
          </button>
        )}
      </>
    );
  }
}
