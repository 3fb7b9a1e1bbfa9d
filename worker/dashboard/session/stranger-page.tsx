// The page for somebody whom Cloudflare Access has signed in, and who has no role here.

import { Layout } from '../frame/layout.tsx';
import { useTexts } from '../texts/texts.ts';

interface StrangerPageProps {
  email: string;
  /** Whom to ask. */
  admins: readonly string[];
}

/** The page, for callers without JSX. */
export function strangerPage(props: StrangerPageProps) {
  return <StrangerPage {...props} />;
}

function StrangerPage({ email, admins }: StrangerPageProps) {
  const texts = useTexts().access.stranger;
  return (
    <Layout title={texts.title}>
      <section class="card problem">
        <h1>{texts.title}</h1>
        <p>
          <bdi>{texts.signedIn(email)}</bdi>
        </p>
        {admins.length === 0 ? (
          <p>{texts.ask}</p>
        ) : (
          <>
            <p>{texts.askOne}</p>
            <ul>
              {admins.map((admin) => (
                <li>
                  <bdi>{admin}</bdi>
                </li>
              ))}
            </ul>
          </>
        )}
        <p>
          <a href="/sign-in">{texts.token}</a>
        </p>
      </section>
    </Layout>
  );
}
