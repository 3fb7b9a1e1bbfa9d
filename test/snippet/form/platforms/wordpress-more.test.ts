/** @module-tag slow */
// The forms of further plugins of WordPress, of its shop, and its own.

import { useSite } from '../../site/use-site.ts';
import { describePlatforms } from './send-forms.ts';
import { wordpressMore } from './wordpress-more.ts';

useSite();

describePlatforms(wordpressMore);
