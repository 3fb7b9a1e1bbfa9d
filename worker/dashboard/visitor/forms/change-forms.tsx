// The forms of the row of actions: how a deal ended, points by hand, and splitting off a device.

import { modelLimits } from '../../../../schema/model/model.ts';
import { useTexts } from '../../texts/texts.ts';
import { Complaint } from '../../words/field-notes.tsx';
import { type ChangeFormsProps, Field, sentBy, Unfolding } from './form-parts.tsx';

/** All of them, each closed until it is needed. */
export function ChangeForms(props: ChangeFormsProps) {
  return (
    <>
      <OutcomeForm {...props} />
      <PointsForm {...props} />
      <SplitForm {...props} />
    </>
  );
}

function PointsForm(props: ChangeFormsProps) {
  const { maxPoints } = modelLimits;
  const texts = useTexts().visitor.points;
  return (
    <Unfolding {...props} form="points" title={texts.title} send={texts.send}>
      <Field {...props} form="points" name="points" label={texts.points} hint={texts.pointsHint}>
        {{ type: 'number', step: 'any', min: -maxPoints, max: maxPoints, required: true }}
      </Field>
      <Field {...props} form="points" name="reason" label={texts.reason} hint={texts.reasonHint}>
        {{ type: 'text', maxlength: 200, required: true }}
      </Field>
    </Unfolding>
  );
}

function OutcomeForm(props: ChangeFormsProps) {
  const texts = useTexts().visitor.outcome;
  const own = sentBy(props.forms, 'outcome');
  const error = own?.errors.result;
  return (
    <Unfolding {...props} form="outcome" title={texts.title} send={texts.send}>
      <fieldset class="wide" aria-describedby={error ? 'outcome-result-error' : undefined}>
        <legend>{texts.result}</legend>
        {(['won', 'lost'] as const).map((result) => (
          <label>
            <input
              type="radio"
              name="result"
              value={result}
              required
              checked={own?.fields.get('result') === result}
            />{' '}
            {texts[result]}
          </label>
        ))}
        <Complaint id="outcome-result-error" text={error} />
      </fieldset>
      <Field {...props} form="outcome" name="value" label={texts.value}>
        {{ type: 'number', step: 'any', min: 0, max: 1e12 }}
      </Field>
      <Field {...props} form="outcome" name="currency" label={texts.currency} hint={texts.currencyHint}>
        {{ type: 'text', maxlength: 3, pattern: '[A-Za-z]{3}', autocapitalize: 'characters' }}
      </Field>
      <p class="hint">{texts.hint}</p>
    </Unfolding>
  );
}

/** For who has several devices, or has only claimed the identity: others have nothing that could be somebody else's. */
function SplitForm(props: ChangeFormsProps) {
  const texts = useTexts().visitor.split;
  const { visitor, forms } = props;
  const own = sentBy(forms, 'split');
  const { device: wrongDevice, sure: unsure } = own?.errors ?? {};
  const devices = visitor.devices
    .map((device, index) => ({ device, name: texts.deviceName(index + 1, device.slice(0, 8)) }))
    .filter(({ device }) => !device.startsWith('server:'));
  const isOffered = visitor.identified && (visitor.devices.length > 1 || !visitor.verified);
  if (!own && (!isOffered || devices.length === 0)) return null;
  return (
    <Unfolding {...props} form="split" title={texts.title} send={texts.send}>
      <p class="hint">{texts.hint}</p>
      <div class="field wide">
        <label for="split-device">{texts.device}</label>
        <select id="split-device" name="device" required>
          {devices.map(({ device, name }) => (
            <option value={device} selected={own?.fields.get('device') === device}>
              {name}
            </option>
          ))}
        </select>
        <Complaint id="split-device-error" text={wrongDevice} />
      </div>
      <div class="wide">
        <label class="tick">
          <input
            type="checkbox"
            name="sure"
            value="yes"
            required
            aria-describedby={unsure ? 'split-sure-error' : undefined}
            aria-invalid={unsure ? 'true' : undefined}
          />{' '}
          {texts.sure}
        </label>
        <Complaint id="split-sure-error" text={unsure} />
      </div>
    </Unfolding>
  );
}
