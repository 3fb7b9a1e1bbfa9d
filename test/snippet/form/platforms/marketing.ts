// Forms of marketing tools that are part of the page itself, and those of form services.

import { library } from '../../site/library.ts';
import { ann, early, fill, nothing, type Platform } from './platform.ts';

const jquery = { '/jquery.js': library('jquery') };

const hubSpot: Platform = {
  name: 'HubSpot',
  forms: [
    {
      name: 'embedded in the page',
      body: `<div id="hbspt-form-1" class="hbspt-form" data-hs-forms-root="true"><form id="hsForm_3f2504e0" method="POST" accept-charset="UTF-8" enctype="multipart/form-data" novalidate action="https://forms.hsforms.com/submissions/v3/public/submit/formsnext/multipart/1/3f2504e0" class="hs-form-private hsForm_3f2504e0 hs-form hs-form-private-3f2504e0 stacked" target="target_iframe_3f2504e0" data-instance-id="i1" data-form-id="3f2504e0" data-portal-id="1">
        <div class="hs_email hs-email hs-fieldtype-text field hs-form-field"><label id="label-email-3f2504e0" class="" placeholder="Enter your Email" for="email-3f2504e0"><span>Email</span><span class="hs-form-required">*</span></label><div class="input"><input id="email-3f2504e0" name="email" required placeholder="" type="email" class="hs-input" inputmode="email" autocomplete="email" value=""></div><ul class="no-list hs-error-msgs inputs-list" role="alert"></ul></div>
        <div class="hs_firstname field hs-form-field"><label for="firstname-3f2504e0"><span>First name</span></label><input id="firstname-3f2504e0" name="firstname" placeholder="" type="text" class="hs-input" inputmode="text" autocomplete="given-name" value=""></div><input name="hs_context" type="hidden" value="{}"><div class="hs_submit hs-submit"><div class="actions"><input type="submit" class="hs-button primary large" value="Get pricing"></div></div><iframe name="target_iframe_3f2504e0" style="display: none;"></iframe></form></div>`,
      script: `const form = document.querySelector('#hsForm_3f2504e0');
        const say = (eventName) => window.postMessage({ type: 'hsFormCallback', eventName, id: '3f2504e0' }, '*');
        form.addEventListener('submit', async (event) => {
          event.preventDefault();
          const isInvalid = !form.firstname.value;
          form.firstname.className = isInvalid ? 'hs-input invalid error' : 'hs-input';
          form.querySelector('.hs-error-msgs').innerHTML = isInvalid ? '<li><label class="hs-error-msg hs-main-font-element">Please complete this required field.</label></li>' : '';
          if (isInvalid) return;
          say('onFormSubmit');
          await fetch('/hubspot', { method: 'POST', body: new FormData(form) });
          document.querySelector('#hbspt-form-1').innerHTML = '<div class="submitted-message hs-main-font-element" tabindex="-1"><p>Thanks for submitting the form.</p></div>';
          say('onFormSubmitted');
        });`,
      tries: [
        {
          type: { '#email-3f2504e0': early },
          press: '.hs-button',
          until: "document.querySelector('.hs-error-msg')",
        },
        { type: { '#email-3f2504e0': ann, '#firstname-3f2504e0': 'Ann' }, press: '.hs-button' },
      ],
      records: fill('hsForm_3f2504e0', 'Get pricing'),
      end: 'told',
    },
  ],
};

const marketo: Platform = {
  name: 'Marketo',
  forms: [
    {
      name: 'embedded in the page',
      body: `<form id="mktoForm_1057" novalidate class="mktoForm mktoHasWidth mktoLayoutLeft" style="width: 600px"><div class="mktoFormRow"><div class="mktoFieldDescriptor mktoFormCol"><div class="mktoFieldWrap mktoRequiredField"><label for="Email" id="LblEmail" class="mktoLabel mktoHasWidth"><div class="mktoAsterix">*</div>Email:</label><input id="Email" name="Email" maxlength="255" aria-labelledby="LblEmail InstructEmail" type="email" class="mktoField mktoEmailField mktoHasWidth mktoRequired" aria-required="true"><span id="InstructEmail" tabindex="-1" class="mktoInstruction"></span></div></div></div>
        <div class="mktoButtonRow"><span class="mktoButtonWrap mktoNative"><button type="submit" class="mktoButton">Download the guide</button></span></div><input type="hidden" name="formid" class="mktoField" value="1057"></form>`,
      script: `const form = document.querySelector('#mktoForm_1057');
        form.addEventListener('submit', async (event) => {
          event.preventDefault();
          document.querySelector('.mktoError')?.remove();
          form.Email.classList.toggle('mktoInvalid', form.Email.value.endsWith('gmail.com'));
          if (form.Email.value.endsWith('gmail.com'))
            return form.Email.insertAdjacentHTML('afterend', '<div class="mktoError"><div class="mktoErrorMsg" id="ValidMsgEmail" role="alert">Must be a business email.</div></div>');
          await fetch('/index.php/leadCapture/save2', { method: 'POST', body: new URLSearchParams({ Email: form.Email.value }) });
          location = '/thanks';
        });`,
      tries: [
        {
          type: { '#Email': 'ann@gmail.com' },
          press: '.mktoButton',
          until: "document.querySelector('.mktoError')",
        },
        { type: { '#Email': ann }, press: '.mktoButton' },
      ],
      records: fill('mktoForm_1057', 'Download the guide'),
      end: 'posted',
    },
  ],
};

const newsletters: Platform = {
  name: 'Mailchimp, Kit, ActiveCampaign',
  libraries: jquery,
  forms: [
    {
      name: 'Kit',
      body: `<form action="https://app.kit.com/forms/123/subscriptions" class="seva-form formkit-form" method="post" data-sv-form="123" data-uid="a1b2c3" data-format="inline" data-version="5"><div data-style="clean"><ul class="formkit-alert formkit-alert-error" data-element="errors" data-group="alert"></ul><div data-element="fields" data-stacked="false" class="seva-fields formkit-fields"><div class="formkit-field"><input class="formkit-input" name="email_address" id="kit-email" aria-label="Email Address" placeholder="Email Address" required type="email"></div><button data-element="submit" class="formkit-submit"><div class="formkit-spinner"></div><span>Subscribe</span></button></div></div></form>`,
      script: `document.querySelector('.formkit-form').addEventListener('submit', async (event) => {
        event.preventDefault();
        await fetch('/kit', { method: 'POST', body: new FormData(event.target) });
        document.querySelector('.formkit-form [data-style]').innerHTML = '<div class="formkit-alert formkit-alert-success" data-element="success">Success! Check your email.</div>';
      });`,
      tries: [{ type: { '#kit-email': ann }, press: '.formkit-submit' }],
      records: fill('form', 'Subscribe'),
    },
    {
      name: 'ActiveCampaign',
      body: `<form method="POST" action="https://acme.activehosted.com/proc.php" id="_form_1_" class="_form _form_1 _inline-form" novalidate data-styles-version="5"><input type="hidden" name="u" value="1"><input type="hidden" name="f" value="1"><input type="hidden" name="act" value="sub"><div class="_form-content"><div class="_form_element _x1"><label for="ac-email" class="_form-label">Email*</label><div class="_field-wrapper"><input type="text" id="ac-email" name="email" placeholder="Type your email" required></div></div><div class="_button-wrapper _full_width"><button id="_form_1_submit" class="_submit" type="submit">Start free trial</button></div></div><div class="_form-thank-you" style="display:none;"></div></form>`,
      script: `document.querySelector('#_form_1_').addEventListener('submit', (event) => {
        event.preventDefault();
        document.querySelector('._error')?.remove();
        if (!document.querySelector('#ac-email').value.includes('.'))
          return document.querySelector('._field-wrapper').insertAdjacentHTML('beforeend', '<div class="_error _below"><div class="_error-arrow"></div><div class="_error-inner">Enter a valid email address.</div></div>');
        document.querySelector('._form-content').style.display = 'none';
        document.querySelector('._form-thank-you').style.display = 'block';
      });`,
      tries: [
        { type: { '#ac-email': 'early@acme' }, press: '#_form_1_submit' },
        { type: { '#ac-email': ann }, press: '#_form_1_submit' },
      ],
      records: fill('_form_1_', 'Start free trial'),
    },
    {
      name: 'Mailchimp, embedded',
      body: `<div id="mc_embed_signup"><form action="https://acme.us1.list-manage.com/subscribe/post?u=a1&amp;id=b2" method="post" id="mc-embedded-subscribe-form" name="mc-embedded-subscribe-form" class="validate" target="_self" novalidate><h2>Stay in touch</h2><div class="mc-field-group"><label for="mce-EMAIL">Email Address <span class="asterisk">*</span></label><input type="email" name="EMAIL" class="required email" id="mce-EMAIL" required value=""></div><div id="mce-responses" class="clear foot"><div class="response" id="mce-error-response" style="display: none;"></div></div>
        <div aria-hidden="true" style="position: absolute; left: -5000px;"><input type="text" name="b_a1_b2" tabindex="-1" value=""></div><input type="submit" name="subscribe" id="mc-embedded-subscribe" class="button" value="Subscribe"></form></div>`,
      tries: [{ type: { '#mce-EMAIL': ann }, press: '#mc-embedded-subscribe' }],
      records: fill('mc-embedded-subscribe-form', 'Subscribe'),
      end: 'posted',
    },
  ],
};

const mautic: Platform = {
  name: 'Mautic',
  forms: [
    {
      name: 'into a frame',
      body: `<div id="mauticform_wrapper_whitepaper" class="mauticform_wrapper"><form autocomplete="false" role="form" method="post" action="https://mautic.acme.com/form/submit?formId=1" id="mauticform_whitepaper" data-mautic-form="whitepaper" enctype="multipart/form-data" target="mauticiframe_whitepaper"><div class="mauticform-error" id="mauticform_whitepaper_error"></div><div class="mauticform-message" id="mauticform_whitepaper_message"></div>
        <div id="mauticform_whitepaper_email" data-validate="email" data-validation-type="email" class="mauticform-row mauticform-email"><label for="mauticform_input_whitepaper_email" class="mauticform-label">Email</label><input id="mauticform_input_whitepaper_email" name="mauticform[email]" value="" class="mauticform-input" type="email"><span class="mauticform-errormsg" style="display: none;">This is required.</span></div>
        <div class="mauticform-row mauticform-button-wrapper"><button type="submit" name="mauticform[submit]" id="mauticform_input_whitepaper_submit" value="1" class="mauticform-button btn">Get the whitepaper</button></div><input type="hidden" name="mauticform[formId]" value="1"></form></div><iframe name="mauticiframe_whitepaper" style="display: none"></iframe>`,
      script: `const form = document.querySelector('#mauticform_whitepaper');
        form.addEventListener('submit', (event) => {
          event.preventDefault();
          const isInvalid = !document.querySelector('#mauticform_input_whitepaper_email').value;
          document.querySelector('.mauticform-errormsg').style.display = isInvalid ? '' : 'none';
          document.querySelector('#mauticform_whitepaper_email').classList.toggle('mauticform-has-error', isInvalid);
          if (!isInvalid) form.submit();
        });`,
      tries: [
        { press: '#mauticform_input_whitepaper_submit' },
        { type: { '#mauticform_input_whitepaper_email': ann }, press: '#mauticform_input_whitepaper_submit' },
      ],
      records: fill('mauticform_whitepaper', 'Get the whitepaper'),
    },
  ],
};

const handlers: Platform = {
  name: 'Salesforce, Pardot, Zoho, Netlify, Formspree',
  forms: [
    {
      name: 'Formspree, by its library',
      body: `<form class="fs" action="https://formspree.io/f/xyz" method="POST"><div data-fs-success></div><div data-fs-error></div><label>Email <input type="email" name="email" id="fs-email" data-fs-field></label><span data-fs-error="email" id="fs-why"></span><button type="submit" data-fs-submit-btn>Contact sales</button></form>`,
      script: `document.querySelector('.fs').addEventListener('submit', async (event) => {
        event.preventDefault();
        const { ok } = await fetch('/formspree', { method: 'POST', body: new FormData(event.target), headers: { Accept: 'application/json' } });
        document.querySelector('#fs-email').setAttribute('aria-invalid', !ok);
        document.querySelector('#fs-why').textContent = ok ? '' : 'should be an email';
        if (ok) document.querySelector('[data-fs-success]').textContent = 'Thanks!';
      });`,
      tries: [
        {
          type: { '#fs-email': early },
          press: '.fs button',
          answers: { '/formspree': { text: '{"errors":[{"field":"email"}]}', status: 422 } },
          until: "document.querySelector('#fs-why').textContent",
        },
        {
          type: { '#fs-email': ann },
          press: '.fs button',
          answers: { '/formspree': { text: '{"ok":true}' } },
        },
      ],
      records: fill('form', 'Contact sales'),
    },
    {
      name: 'Salesforce Web-to-Lead',
      body: `<form action="https://webto.salesforce.com/servlet/servlet.WebToLead?encoding=UTF-8" method="POST" class="w2l"><input type=hidden name="oid" value="00D"><input type=hidden name="retURL" value="http://"><label for="first_name">First Name</label><input id="first_name" maxlength="40" name="first_name" size="20" type="text"><label for="w2l-email">Email</label><input id="w2l-email" maxlength="80" name="email" size="20" type="text"><label for="company">Company</label><input id="company" maxlength="40" name="company" size="20" type="text"><input type="submit" name="submit"></form>`,
      tries: [
        {
          type: { '#first_name': 'Ann', '#w2l-email': ann, '#company': 'Acme' },
          press: '.w2l [name=submit]',
        },
      ],
      records: fill('form', ''),
      end: 'posted',
    },
    {
      name: 'Pardot handler',
      body: `<form action="https://go.pardot.com/l/1/2026-11-27/abc" method="post" class="pardot"><input type="email" name="email" id="pardot-email"><input type="text" name="company" id="pardot-company"><button type="submit">Request a demo</button></form>`,
      tries: [{ type: { '#pardot-email': ann, '#pardot-company': 'Acme' }, press: '.pardot button' }],
      records: fill('form', 'Request a demo'),
      end: 'posted',
    },
    {
      name: 'Zoho',
      body: `<div id="crmWebToEntityForm" class="zcwf_lblLeft crmWebToEntityForm"><form id="webform1" action="https://crm.zoho.eu/crm/WebToLeadForm" name="WebToLeads1" method="POST" onsubmit="return !!this.elements['Last Name'].value" accept-charset="UTF-8"><input type="text" style="display:none;" name="xnQsjsdp" value="a1"><input type="text" style="display:none;" name="actionType" value="TGVhZHM="><input type="text" style="display:none;" name="returnURL" value="null">
        <div class="zcwf_row"><label for="Last_Name">Last Name<span style="color:red;">*</span></label><input type="text" id="Last_Name" name="Last Name" maxlength="80"></div><div class="zcwf_row"><label for="zoho-email">Email</label><input type="text" ftype="email" autocomplete="false" id="zoho-email" name="Email" crmlabel="" maxlength="100"></div><input type="submit" id="formsubmit" class="formsubmit zcwf_button" value="Submit" title="Submit"></form></div>`,
      tries: [{ type: { '#Last_Name': 'Bo', '#zoho-email': ann }, press: '#formsubmit' }],
      records: fill('WebToLeads1', 'Submit'),
      end: 'posted',
    },
    {
      name: 'Netlify',
      body: `<form name="contact" method="post" action="/thank-you"><input type="hidden" name="form-name" value="contact"><p hidden><label>Don’t fill this out: <input name="bot-field"></label></p><label>Email <input type="email" name="email" id="netlify-email"></label><label>Message <textarea name="message" id="netlify-message"></textarea></label><button type="submit" id="netlify-send">Send</button></form>`,
      tries: [{ type: { '#netlify-email': ann, '#netlify-message': 'Hello' }, press: '#netlify-send' }],
      records: fill('contact', 'Send'),
      end: 'posted',
    },
    {
      name: 'a draft saved on its own',
      body: `<form id="autosaved"><input type="email" name="email" id="draft"></form><button type="button" id="elsewhere">Show more</button>`,
      script: `document.querySelector('#draft').addEventListener('change', (event) => {
        fetch('/draft', { method: 'POST', body: new FormData(event.target.form) });
      });`,
      tries: [{ type: { '#draft': early }, press: '#elsewhere' }],
      records: nothing,
    },
  ],
};

export const marketing: Platform[] = [hubSpot, marketo, newsletters, mautic, handlers];
