import type { Receipt } from '#cases/contract';
import { codeFrom, numberFrom } from '#cases/receipt';
import type { Status } from '#cases/status';

const bytes = Uint8Array.from([7, 99, 140, 31, 8, 200, 77]);
export const NUMBER = numberFrom(bytes);
export const CODE = codeFrom(bytes);
const proof = {
  id: '00a1b2c3d4e5f',
  seq: 1,
  at: '2026-11-23T03:20:00.000Z',
  action: 'submit',
  contentHash: 'c'.repeat(64),
  hash: 'a'.repeat(64),
};
const token = 'a-token';
const tokenExpiresAt = '2026-11-23T03:50:00.000Z';

export const aReceipt = (change: Partial<Receipt> = {}): Receipt => ({
  receiptNumber: NUMBER,
  lookupCode: CODE,
  submittedAt: '2026-11-23T03:20:00.000Z',
  answerBy: { date: '2026-11-30', provisional: false, basis: '热线规则：5 个工作日内答复', counted: '5 个工作日' },
  answerable: false,
  state: 'submitted',
  token,
  tokenExpiresAt,
  proof,
  ...change,
});

export const aStatus = (change: Partial<Status> = {}): Status => ({
  receiptNumber: NUMBER,
  state: 'handling',
  sentence: '太平镇便民服务中心已经受理，正在由市生态环境局办理。',
  owner: '市生态环境局',
  next: { date: '2026-11-30', weekday: '星期一', counted: '5 个工作日', provisional: false },
  isOverdue: false,
  clocks: [
    {
      name: '答复',
      kind: 'promised',
      basis: '热线规则',
      counted: '5 个工作日',
      date: '2026-11-30',
      provisional: false,
      state: 'running',
    },
  ],
  timeline: [{ at: '2026-11-23T03:20:00.000Z', title: '已收到', text: '' }],
  messages: [{ at: '2026-11-23T05:00:00.000Z', from: 'office', text: '今晚去现场看。' }],
  attachments: [{ id: 'p1', name: 'heishui.jpg', bytes: 204800 }],
  can: ['supplement', 'withdraw', 'attach'],
  token,
  tokenExpiresAt,
  proof,
  ...change,
});

/** Of a pair made for these tests alone. */
const pair = await crypto.subtle.generateKey({ name: 'ECDH', namedCurve: 'P-256' }, true, ['deriveBits']);
export const intakeKey = { kid: 'k1', jwk: await crypto.subtle.exportKey('jwk', pair.publicKey) };
const bytesOf = (text: string) =>
  Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (char) => char.charCodeAt(0));

/** What the service does with a sealed draft. */
export async function openSealed(sealed: string): Promise<{ savedAt: string; draft: unknown }> {
  const [, , publicKey = '', iv = '', ciphertext = ''] = sealed.split('.');
  const curve = { name: 'ECDH', namedCurve: 'P-256' };
  const theirs = await crypto.subtle.importKey('raw', bytesOf(publicKey), curve, false, []);
  const agreement = { name: 'ECDH', public: theirs } as unknown as AlgorithmIdentifier;
  const shared = await crypto.subtle.deriveBits(agreement, pair.privateKey, 256);
  const base = await crypto.subtle.importKey('raw', shared, 'HKDF', false, ['deriveKey']);
  const info = new TextEncoder().encode('one-window draft');
  const key = await crypto.subtle.deriveKey(
    { name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(), info },
    base,
    { name: 'AES-GCM', length: 256 },
    false,
    ['decrypt'],
  );
  const plain = await crypto.subtle.decrypt({ name: 'AES-GCM', iv: bytesOf(iv) }, key, bytesOf(ciphertext));
  return JSON.parse(new TextDecoder().decode(plain));
}
