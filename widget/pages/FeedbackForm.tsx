import { Component } from 'preact';
import { FEEDBACK_FIELDS, type FeedbackField, MOST_FEEDBACK_TEXT } from '#feedback/contract';
import type { Store } from '../guide/store.ts';
import { sendFeedback } from './feedback.ts';
import { pageMessages } from './messages.ts';

interface Draft {
  field: FeedbackField | '';
  text: string;
}
interface FormState extends Draft {
  /** `asked`: sent with something missing. */
  stage: 'writing' | 'asked' | 'sending' | 'refused' | 'taken';
  told: string;
}

/** Entry → what was begun: the panel may be closed, or another page looked at, and nothing is lost. */
const begun = new Map<string, Draft>();

/** "信息有误": for those who edit the lists. Public guides only; there is no name in it and no answer to it. */
export class FeedbackForm extends Component<{ store: Store; code: string }, FormState> {
  override state: FormState = {
    ...(begun.get(this.props.code) ?? { field: '', text: '' }),
    stage: 'writing',
    told: '',
  };
  private isGone = false;
  private box: HTMLElement | null = null;

  override componentDidMount(): void {
    this.box?.focus();
  }
  override componentWillUnmount(): void {
    this.isGone = true;
  }

  private write(change: Partial<Draft>): void {
    const { field, text } = { ...this.state, ...change };
    begun.set(this.props.code, { field, text });
    this.setState({ field, text });
  }

  private readonly send = async (event: Event): Promise<void> => {
    event.preventDefault();
    const { code, store } = this.props;
    const { field, text, stage } = this.state;
    if (stage === 'sending') return;
    if (!field || !text.trim()) {
      this.setState({ stage: 'asked' });
      this.box?.focus();
      return;
    }
    this.setState({ stage: 'sending' });
    const base = window.OneWindow?.base ?? '';
    const outcome = await sendFeedback(base, { code, field, text, township: store.township || null });
    if (outcome.isTaken) begun.delete(code);
    if (this.isGone) return;
    this.setState(outcome.isTaken ? { stage: 'taken' } : { stage: 'refused', told: outcome.told });
    this.box?.focus();
  };

  override render() {
    const { field, text, stage, told } = this.state;
    const { store } = this.props;
    const p = store.t.pages ?? pageMessages;
    const hold = (box: HTMLElement | null) => {
      this.box = box;
    };
    if (stage === 'taken')
      return (
        <p class="notice" tabIndex={-1} ref={hold} role="status">
          {p.wrongTaken}
        </p>
      );
    const complaint =
      stage === 'refused' ? told || p.wrongFailed : stage !== 'asked' ? '' : field ? p.wrongNoText : p.wrongNoField;
    return (
      <form class="notice" onSubmit={this.send} noValidate>
        {complaint && (
          <p class="fault" role="alert">
            {complaint}
          </p>
        )}
        <fieldset class="ticks" tabIndex={-1} ref={hold}>
          <legend class="caption">{p.wrongWhat}</legend>
          {FEEDBACK_FIELDS.map((one) => (
            <label key={one}>
              <input type="radio" name="field" checked={one === field} onChange={() => this.write({ field: one })} />
              <span>{p.wrongFields[one]}</span>
            </label>
          ))}
        </fieldset>
        <label class="caption" for="wrong">
          {p.wrongText}
        </label>
        <textarea
          id="wrong"
          rows={3}
          maxLength={MOST_FEEDBACK_TEXT}
          aria-describedby="wrong-hint"
          value={text}
          onInput={(event) => this.write({ text: event.currentTarget.value })}
        />
        <p class="hint" id="wrong-hint">
          {p.wrongHint}
        </p>
        <button type="submit" class="main" disabled={stage === 'sending'}>
          {stage === 'sending' ? p.wrongSending : p.wrongSend}
        </button>
      </form>
    );
  }
}
