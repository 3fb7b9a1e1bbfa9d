// Which names of custom events are nearly a known kind's.

import { describe, expect, test } from 'vitest';
import { nearKind } from '../../../worker/score/rules/near-kind.ts';

const near: Record<string, string[]> = {
  page_view: [
    ...[
      'pageview',
      'PageView',
      'page-view',
      'Page View',
      'page_views',
      'pageviews',
      'Viewed Page',
      'Page Viewed',
    ],
    ...[
      'page.view',
      'page/view',
      '$pageview',
      'page_veiw',
      'pge_view',
      'pagevieww',
      'page_visit',
      'user_page_view',
    ],
  ],
  download: [
    ...[
      'downloaded',
      'Downloads',
      'file_download',
      'FileDownload',
      'filedownload',
      'file_downloaded',
      'downloading',
    ],
    ...['donwload', 'downlod', 'dowload', 'File Download', 'downloaded_file'],
  ],
  form_fill: [
    ...[
      'formfill',
      'form_submit',
      'formSubmit',
      'form-submission',
      'Form Submitted',
      'form_filled',
      'formfilled',
    ],
    ...[
      'form_fil',
      'from_fill',
      'formsubmit',
      'formsubmitted',
      'filled_out_form',
      'form_completed',
      'FormFill',
    ],
  ],
  engagement: ['engagment', 'engaged', 'user_engagement', 'page_engagement', 'Engagements', 'time_on_page'],
  outbound_click: [
    ...['outboundclick', 'outbound_clicks', 'outbound_link', 'Outbound Link: Click', 'outboundLinkClick'],
    ...['outbond_click', 'external_link_clicked', 'exit_link', 'outbound_clik'],
  ],
  identify: [
    'identified',
    'identity',
    'identifies',
    'Identify User',
    'indentify',
    '$identify',
    'user_identified',
  ],
  email_open: [
    ...[
      'email_opened',
      'emailOpened',
      'Email Opened',
      'email-open',
      'emailopened',
      'email_opens',
      'e-mail opened',
    ],
    ...[
      'email_opend',
      'emial_open',
      'emial_opened',
      'opened_email',
      'E-Mail Open',
      'emails_opened',
      'email_read',
    ],
  ],
  email_click: [
    'email_clicked',
    'Email Link Clicked',
    'emailclick',
    'email_clik',
    'email_link_click',
    'EmailClicks',
  ],
  email_reply: [
    'email_replied',
    'email_replies',
    'emailReply',
    'email_response',
    'email_repy',
    'replied_email',
  ],
  email_bounce: ['email_bounced', 'Email Bounced', 'email_bounces', 'emailbounce', 'email_bouce'],
  outcome: ['outcomes', 'Outcome', 'outcom', 'outcome_event'],
  adjustment: ['adjustments', 'adjusted', 'adjustement'],
};

describe.each(Object.entries(near))('nearly %s is', (kind, names) => {
  test.each(names)('%s', (name) => expect(nearKind(name)).toBe(kind));
});

test.each([
  ...[
    'Demo Booked',
    'pricing_page_viewed',
    'whitepaper_downloaded',
    'contact_form_opened',
    'form_started',
    'form_view',
  ],
  ...[
    'email_sent',
    'email_delivered',
    'email_unsubscribed',
    'email_subscribed',
    'email',
    'form',
    'page',
    'click',
    'link',
  ],
  ...[
    'upload',
    'file_upload',
    'signup',
    'trial_started',
    'purchase',
    'order_completed',
    'video_play',
    'scroll',
    'login',
  ],
  ...[
    'visits',
    'review',
    'income',
    'invoice',
    'webinar_attended',
    'newsletter_signup',
    'chat_opened',
    'add_to_cart',
  ],
  ...[
    '価格を見た',
    'démo_réservée',
    '',
    '!?',
    'x'.repeat(64),
    'constructor',
    '__proto__',
    'search',
    'plan_viewed',
    'note',
  ],
])('%s is a name of its own', (name) => expect(nearKind(name)).toBeNull());
