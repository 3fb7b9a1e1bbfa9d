// The forms of shops and site builders.

import { useSite } from '../../site/use-site.ts';
import { describePlatforms } from './send-forms.ts';
import { shops } from './shops.ts';

useSite();

describePlatforms(shops);
