/** An e-mail address, broken before its domain where it has to be. */
export function EmailText({ address }: { address: string | null }) {
  if (address === null) return "–";
  const at = address.lastIndexOf("@");
  return (
    <>
      {address.slice(0, at)}
      <wbr />
      {address.slice(at)}
    </>
  );
}
