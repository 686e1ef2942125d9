export function ApiPage({ document }: { document: unknown }) { return <html lang="zh-CN"><body><pre>{JSON.stringify(document)}</pre></body></html>; }
