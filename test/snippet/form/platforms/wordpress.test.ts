// The forms of WordPress and its form plugins.

import { useSite } from '../../site/use-site.ts';
import { describePlatforms } from './send-forms.ts';
import { wordpress } from './wordpress.ts';

useSite();

describePlatforms(wordpress);
