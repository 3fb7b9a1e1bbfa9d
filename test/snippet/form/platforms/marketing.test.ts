/** @module-tag slow */
// The forms of marketing tools and form services.

import { useSite } from '../../site/use-site.ts';
import { marketing } from './marketing.ts';
import { describePlatforms } from './send-forms.ts';

useSite();

describePlatforms(marketing);
