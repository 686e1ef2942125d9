/**
 * What the published lists say stays Chinese in every language: marked, so that a screen reader reads it as Chinese.
 * `text` of ours has `{}` where it goes.
 */
export function Listed({ name, text = '{}' }: { name: string; text?: string }) {
  const [before, after] = text.split('{}');
  return (
    <>
      {before}
      <span lang="zh-CN">{name}</span>
      {after}
    </>
  );
}
