/** @module-tag slow */
// The forms of content management systems and frameworks.

import { useSite } from '../../site/use-site.ts';
import { contentSystems } from './content-systems.ts';
import { describePlatforms } from './send-forms.ts';

useSite();

describePlatforms(contentSystems);
