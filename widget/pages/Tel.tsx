/** A number that a thumb can hit and a phone can dial. */
export const Tel = ({ number, text }: { number: string; text: string }) => (
  <a class="tel" href={`tel:${number}`}>
    {text}
  </a>
);
