// Content management systems other than WordPress, and what frameworks make of forms.

import { library } from '../../site/library.ts';
import { ann, early, fill, identify, nothing, type Platform } from './platform.ts';

const jquery = { '/jquery.js': library('jquery') };

const drupal: Platform = {
  name: 'Drupal',
  libraries: jquery,
  forms: [
    {
      name: 'webform, sent without a page load',
      body: `<div id="webform-submission-quote-node-5-add-form-ajax"><form class="webform-submission-form webform-submission-add-form webform-submission-quote-form js-webform-details-toggle" data-drupal-selector="webform-submission-quote-node-5-add-form" action="/node/5" method="post" id="webform-submission-quote-node-5-add-form" accept-charset="UTF-8">
        <div class="js-form-item form-item js-form-type-email form-item-email"><label for="edit-email" class="js-form-required form-required">Email</label><input data-drupal-selector="edit-email" type="email" id="edit-email" name="email" value="" size="60" maxlength="254" class="form-email required" aria-required="true"></div>
        <input type="hidden" name="form_id" value="webform_submission_quote_node_5_add_form"><div class="form-actions webform-actions"><input class="webform-button--submit button button--primary js-form-submit form-submit" type="submit" id="edit-actions-submit" name="op" value="Submit"></div></form></div>`,
      // Drupal sends by ajax on mousedown or click, and puts the answer in the place of the form.
      script: `let tries = 0;
        $('#webform-submission-quote-node-5-add-form-ajax').on('click', '.form-submit', (event) => {
          event.preventDefault();
          const form = event.target.form;
          $.post('/node/5?ajax_form=1', $(form).serialize(), null, 'html').done(() => {
            if (tries++) return $('#webform-submission-quote-node-5-add-form-ajax').html('<div class="webform-confirmation">Thanks</div>');
            const again = $(form).clone();
            again.find('#edit-email').addClass('error').attr('aria-invalid', true);
            again.prepend('<div role="alert" class="messages messages--error">The email address is not valid.</div>');
            $(form).replaceWith(again);
          });
        });`,
      tries: [
        {
          type: { '#edit-email': early },
          press: '#edit-actions-submit',
          until: "document.querySelector('.messages--error')",
        },
        { type: { '#edit-email': ann }, press: '#edit-actions-submit' },
      ],
      records: fill('webform-submission-quote-node-5-add-form', 'Submit'),
      end: 'told',
    },
    {
      name: 'contact: preview',
      body: `<form class="contact-message-feedback-form contact-message-form contact-form" data-drupal-selector="contact-message-feedback-form" action="/contact-preview" method="post" id="contact-message-feedback-form"><input type="text" id="edit-name" name="name" class="form-text required"><input type="email" id="edit-mail" name="mail" class="form-email required"><textarea id="edit-message" name="message[0][value]"></textarea>
        <input type="hidden" name="form_id" value="contact_message_feedback_form"><div class="form-actions" id="edit-actions"><input type="submit" id="edit-submit" name="op" value="Send message" class="button button--primary form-submit"><input type="submit" id="edit-preview" name="op" value="Preview" class="button form-submit"></div></form>`,
      tries: [{ type: { '#edit-mail': early, '#edit-message': 'Hello' }, press: '#edit-preview' }],
      records: nothing,
      end: 'posted',
    },
    {
      name: 'contact',
      body: '',
      tries: [{ type: { '#edit-mail': ann, '#edit-message': 'Hello' }, press: '#edit-submit' }],
      records: fill('contact-message-feedback-form', 'Send message'),
      end: 'posted',
    },
    {
      name: 'search',
      body: `<form action="/search/node" method="get" id="search-block-form" accept-charset="UTF-8" class="search-form search-block-form"><label for="edit-keys" class="visually-hidden">Search</label><input title="Enter the terms you wish to search for." type="search" id="edit-keys" name="keys" value="" size="15" class="form-search"><input type="submit" id="edit-search" value="Search" class="form-submit"></form>`,
      tries: [{ type: { '#edit-keys': 'tables' }, press: '#edit-search' }],
      records: nothing,
      end: 'posted',
    },
    {
      name: 'search (Drupal 7)',
      body: `<form action="/node" method="post" id="search-block-form--2" accept-charset="UTF-8"><input title="Enter the terms you wish to search for." type="text" id="edit-search-block-form--2" name="search_block_form" value="" size="15" maxlength="128" class="form-text"><input type="submit" id="edit-submit--2" name="op" value="Search" class="form-submit"><input type="hidden" name="form_id" value="search_block_form"></form>`,
      tries: [{ type: { '#edit-search-block-form--2': 'tables' }, press: '#edit-submit--2' }],
      records: nothing,
      end: 'posted',
    },
  ],
};

const joomla: Platform = {
  name: 'Joomla',
  forms: [
    {
      name: 'contact',
      body: `<div class="com-contact__form contact-form"><form id="contact-form" action="/contact-us" method="post" class="form-validate form-horizontal well"><fieldset class="m-0"><legend>Send an Email</legend><input type="text" name="jform[contact_name]" id="jform_contact_name" value="" class="form-control required" required>
        <input type="email" name="jform[contact_email]" class="form-control validate-email required" id="jform_contact_email" value="" autocomplete="email" required><textarea name="jform[contact_message]" id="jform_contact_message" class="form-control required" required></textarea><input type="checkbox" name="jform[contact_email_copy]" id="jform_contact_email_copy" value="1"></fieldset>
        <button class="btn btn-primary validate" type="submit">Send Email</button><input type="hidden" name="option" value="com_contact"><input type="hidden" name="task" value="contact.submit"></form></div>`,
      tries: [
        {
          type: { '#jform_contact_name': 'Ann', '#jform_contact_email': early },
          press: '#contact-form button',
        },
        {
          type: { '#jform_contact_email': ann, '#jform_contact_message': 'Hello' },
          press: '#contact-form button',
        },
      ],
      records: fill('contact-form', 'Send Email'),
      end: 'posted',
    },
  ],
};

const typo3: Platform = {
  name: 'TYPO3',
  forms: [
    {
      name: 'a step',
      body: `<form enctype="multipart/form-data" method="post" novalidate id="contactForm-12" action="/kontakt-schritt#contactForm-12"><input type="hidden" name="tx_form_formframework[contactForm-12][__state]" value="TzozOQ"><div class="form-group"><label class="control-label" for="contactForm-12-email-1">E-Mail-Adresse</label><input placeholder="" class="form-control" id="contactForm-12-email-1" type="email" name="tx_form_formframework[contactForm-12][email-1]" value="" required></div>
        <nav class="form-navigation"><div class="btn-toolbar"><span class="btn-group next"><button class="btn btn-primary" id="typo3-next" type="submit" name="tx_form_formframework[contactForm-12][__currentPage]" value="1">Fortfahren</button></span></div></nav></form>`,
      tries: [{ type: { '#contactForm-12-email-1': early }, press: '#typo3-next' }],
      records: nothing,
      end: 'posted',
    },
    {
      name: 'the last step',
      body: `<form enctype="multipart/form-data" method="post" novalidate id="contactForm-13" action="/danke#contactForm-13"><div class="form-group"><label for="contactForm-13-email-1">E-Mail-Adresse</label><input class="form-control" id="contactForm-13-email-1" type="email" name="tx_form_formframework[contactForm-13][email-1]" value=""></div>
        <nav class="form-navigation"><span class="btn-group previous"><button class="btn btn-default" type="submit" name="tx_form_formframework[contactForm-13][__currentPage]" value="0" formnovalidate>Vorherige Seite</button></span><span class="btn-group next submit"><button class="btn btn-primary" id="typo3-send" type="submit" name="tx_form_formframework[contactForm-13][__currentPage]" value="2">Absenden</button></span></nav></form>`,
      tries: [{ type: { '#contactForm-13-email-1': ann }, press: '#typo3-send' }],
      records: fill('contactForm-13', 'Absenden'),
      end: 'posted',
    },
  ],
};

const odoo: Platform = {
  name: 'Odoo',
  libraries: jquery,
  forms: [
    {
      name: 'contact',
      body: `<section class="s_website_form"><form action="/website/form/" method="post" enctype="multipart/form-data" class="o_mark_required" data-mark="*" data-model_name="mail.mail" data-success-mode="message" data-success-page="/contactus-thank-you" id="contactus_form" novalidate><div class="s_website_form_field mb-3 col-12 s_website_form_required"><label class="col-form-label s_website_form_label" for="contact3"><span class="s_website_form_label_content">Email</span><span class="s_website_form_mark"> *</span></label><input id="contact3" type="email" class="form-control s_website_form_input" name="email_from" required></div>
        <div class="s_website_form_field s_website_form_dnone"><input type="hidden" class="form-control s_website_form_input" name="email_to" value="info@shop.test"></div><div class="s_website_form_submit"><span id="s_website_form_result"></span><a href="#" role="button" class="btn btn-primary s_website_form_send">Submit</a></div></form><div class="s_website_form_end_message d-none">Thank You</div></section>`,
      script: `$('.s_website_form_send').on('click', (event) => {
        event.preventDefault();
        const field = $('#contact3');
        field.toggleClass('is-invalid', !field.val().includes('@'));
        field.closest('.s_website_form_field').toggleClass('o_has_error', !field.val().includes('@'));
        if (!field.val().includes('@')) return;
        $.post('/website/form/mail.mail', $('#contactus_form').serializeArray()).done(() => $('#contactus_form').hide());
      });`,
      tries: [
        { type: { '#contact3': 'ann' }, press: '.s_website_form_send' },
        { type: { '#contact3': ann }, press: '.s_website_form_send' },
      ],
      records: fill('contactus_form', 'Submit'),
      end: 'told',
    },
  ],
};

const ghost: Platform = {
  name: 'Ghost',
  forms: [
    {
      name: 'newsletter',
      body: `<form data-members-form="subscribe" class="gh-form"><input class="gh-form-input" id="ghost-email" data-members-email type="email" placeholder="jamie@example.com" required><button class="gh-button" type="submit"><span>Subscribe</span></button><p data-members-error></p></form>`,
      script: `document.querySelector('.gh-form').addEventListener('submit', async (event) => {
        event.preventDefault();
        const form = document.querySelector('.gh-form');
        form.classList.remove('success', 'error');
        form.classList.add('loading');
        const { ok } = await fetch('/members/api/send-magic-link/', { method: 'POST', body: JSON.stringify({ email: document.querySelector('#ghost-email').value }) });
        form.classList.remove('loading');
        form.classList.add(ok ? 'success' : 'error');
        document.querySelector('[data-members-error]').textContent = ok ? '' : 'Failed to sign up, please try again';
      });`,
      tries: [
        {
          type: { '#ghost-email': early },
          press: '.gh-form button',
          answers: { '/members/api/send-magic-link/': { text: '{}', status: 400 } },
          until: "document.querySelector('.gh-form.error')",
        },
        {
          type: { '#ghost-email': ann },
          press: '.gh-form button',
          answers: { '/members/api/send-magic-link/': { text: '{}', status: 201 } },
        },
      ],
      records: fill('form', 'Subscribe'),
    },
  ],
};

const frameworks: Platform = {
  name: 'Rails, Laravel, Django, Next.js',
  forms: [
    {
      name: 'Next.js: a server action',
      // React puts in its own action, and fetches the page's own address.
      body: `<form class="server-action" action="javascript:throw new Error('React form unexpectedly submitted.')"><input type="hidden" name="$ACTION_ID_40c1"><input type="email" name="email" id="next-email"><p aria-live="polite"></p><button type="submit">Get a quote</button></form>`,
      script: `document.querySelector('.server-action').addEventListener('submit', async (event) => {
        event.preventDefault();
        const body = new FormData(event.target);
        await fetch(location.pathname, { method: 'POST', headers: { 'Next-Action': '40c1' }, body });
        document.querySelector('.server-action').reset();
      });`,
      tries: [{ type: { '#next-email': ann }, press: '.server-action button' }],
      records: fill('form', 'Get a quote'),
      end: 'told',
    },
    {
      name: 'Laravel: log-out',
      body: `<a href="/logout" id="logout">Log out</a><form id="logout-form" action="/logout" method="POST" style="display: none;"><input type="hidden" name="_token" value="a1"></form>`,
      script: `document.querySelector('#logout').addEventListener('click', (event) => {
        event.preventDefault();
        document.querySelector('#logout-form').submit();
      });`,
      tries: [{ press: '#logout' }],
      records: nothing,
      end: 'posted',
    },
    {
      name: 'Rails: a button to delete',
      body: `<form class="button_to" method="post" action="/subscriptions/1"><input type="hidden" name="_method" value="delete" autocomplete="off"><button id="delete" type="submit">Delete</button><input type="hidden" name="authenticity_token" value="a1" autocomplete="off"></form>`,
      tries: [{ press: '#delete' }],
      records: nothing,
      end: 'posted',
    },
    {
      name: 'Rails: contact',
      body: `<form class="new_message" id="new_message" action="/messages" accept-charset="UTF-8" method="post"><input type="hidden" name="authenticity_token" value="a1" autocomplete="off"><label for="message_email">Email</label><input type="email" name="message[email]" id="message_email"><label for="message_body">Body</label><textarea name="message[body]" id="message_body"></textarea><input type="submit" name="commit" value="Send message" id="rails-send" data-disable-with="Send message"></form>`,
      tries: [{ type: { '#message_email': ann, '#message_body': 'Hello' }, press: '#rails-send' }],
      records: fill('new_message', 'Send message'),
      end: 'posted',
    },
    {
      name: 'Django: log-in',
      body: `<form method="post" action="/accounts/login/"><input type="hidden" name="csrfmiddlewaretoken" value="a1"><p><label for="id_username">Email:</label> <input type="text" name="username" autofocus autocapitalize="none" autocomplete="username" maxlength="150" required id="id_username"></p><p><label for="id_password">Password:</label> <input type="password" name="password" autocomplete="current-password" required id="id_password"></p><button id="django-login" type="submit">Log in</button></form>`,
      tries: [{ type: { '#id_username': ann, '#id_password': 'hunter2' }, press: '#django-login' }],
      records: identify,
      end: 'posted',
    },
    {
      name: 'Django: contact',
      body: `<form action="/contact/" method="post"><input type="hidden" name="csrfmiddlewaretoken" value="a1"><p><label for="id_subject">Subject:</label><input type="text" name="subject" maxlength="100" required id="id_subject"></p><p><label for="id_message">Message:</label><textarea name="message" cols="40" rows="10" required id="id_message"></textarea></p><p><label for="id_sender">Sender:</label><input type="email" name="sender" maxlength="320" required id="id_sender"></p><p><label for="id_cc_myself">Cc myself:</label><input type="checkbox" name="cc_myself" id="id_cc_myself"></p><input type="submit" value="Submit" id="django-send"></form>`,
      tries: [
        {
          type: { '#id_subject': 'Hello', '#id_message': 'Hello', '#id_sender': ann },
          press: '#django-send',
        },
      ],
      records: fill('form', 'Submit'),
      end: 'posted',
    },
  ],
};

export const contentSystems: Platform[] = [drupal, joomla, typo3, odoo, ghost, frameworks];
