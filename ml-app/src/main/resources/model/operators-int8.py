  # oneDNN's operators on 8-bit integers, as PyTorch's own compiler for CPUs emits them. A number q of a tensor stands for
  # step * (q - zero); (B. Jacob et al., 2018). What a layer puts out is unsigned: zero is 0 after a ReLU and 128 for a
  # shortcut's convolution, which has none. Weights are signed, with a step of their own for each output channel.
  #
  # Rounds and reorders all weights, once, and notes which layer's output each layer reads (-1: pixels, whose step is
  # 1) and which one's is added to it.
  def pack(self, dtype: int) -> int:
    self.dtype = 6
    mean = torch.mul(torch.tensor([0.485, 0.456, 0.406]).view([1, 3, 1, 1]), 255)
    self.weights[0] = self.weights[0] / (255 * torch.tensor([0.229, 0.224, 0.225]).view([1, 3, 1, 1]))
    stem = self.pack_layer(0, -1, -1, 2, 0, 230)
    self.biases[0] = self.biases[0] - (stem * mean).sum([1, 2, 3])
    layer = 1
    source = 0
    side = 56
    for stage in range(4):
      for block in range(2):
        changes_shape = stage > 0 and block == 0
        self.pack_layer(layer, source, -1, 2 if changes_shape else 1, 1, side)
        half = side // 2 if changes_shape else side
        self.pack_layer(layer + 1, layer, layer + 2 if changes_shape else source, 1, 1, half)
        if changes_shape:
          self.pack_layer(layer + 2, source, -1, 2, 0, side)
        side = half
        source = layer + 1
        layer = layer + (3 if changes_shape else 2)
    return dtype

  # Returns the weights as they are after rounding.
  def pack_layer(self, index: int, source: int, shortcut: int, stride: int, padding: int, side: int) -> Tensor:
    weight = self.weights[index]
    step = torch.clamp(torch.amax(torch.abs(weight), [1, 2, 3]), 1e-12) / 127
    rounded = torch.round(weight / step.view([-1, 1, 1, 1]))
    self.weight_steps.append(step)
    self.sources.append(source)
    self.shortcuts.append(shortcut)
    batch = 8
    self.weights[index] = ops.onednn.qconv_prepack(rounded.to(1), step, self.step(source), 0, [stride, stride], [padding, padding], [1, 1], 1, [batch, weight.size(1), side, side])
    return rounded * step.view([-1, 1, 1, 1])

  def step(self, index: int) -> float:
    return 1.0 if index < 0 else self.steps[index]

  # Prepared photos to the first layer's input: still pixels, since `pack` put the normalisation into that layer, in a
  # frame of the mean colour, which is the zero of the network's padding.
  def enter(self, images: List[Tensor]) -> Tensor:
    mean = torch.tensor([124, 116, 104]).to(0).view([1, 3, 1, 1])
    framed = mean.expand([len(images), 3, 230, 230]).contiguous(memory_format=2)
    for i in range(len(images)):
      framed.narrow(0, i, 1).narrow(2, 3, 224).narrow(3, 3, 224).copy_(images[i])
    return framed

  def convolve(self, x: Tensor, index: int, kernel: int, stride: int) -> Tensor:
    return self.layer(x, index, kernel // 2, stride, 128, "none")

  def convolve_relu(self, x: Tensor, index: int, kernel: int, stride: int) -> Tensor:
    return self.layer(x, index, 0 if index == 0 else kernel // 2, stride, 0, "relu")

  def layer(self, x: Tensor, index: int, padding: int, stride: int, zero: int, then: str) -> Tensor:
    return ops.onednn.qconv2d_pointwise(x, self.step(self.sources[index]), 0, self.weights[index], self.weight_steps[index], self.weight_zeros(index), self.biases[index], [stride, stride], [padding, padding], [1, 1], 1, self.steps[index], zero, 0, then, annotate(List[Optional[number]], []), "")

  # Adds onto `shortcut` itself, which nobody reads any more.
  def convolve_add_relu(self, x: Tensor, shortcut: Tensor, index: int) -> Tensor:
    other = self.shortcuts[index]
    other_zero = 128 if other > index else 0
    return ops.onednn.qconv2d_pointwise(x, self.step(self.sources[index]), 0, self.weights[index], self.weight_steps[index], self.weight_zeros(index), shortcut, self.biases[index], [1, 1], [1, 1], [1, 1], 1, self.steps[index], 0, 0, self.step(other), other_zero, "sum", 1, "relu", annotate(List[Optional[number]], []), "")

  def weight_zeros(self, index: int) -> Tensor:
    return torch.zeros_like(self.weight_steps[index]).to(3)

  def pool(self, x: Tensor) -> Tensor:
    return ops.quantized.max_pool2d(x, [3, 3], [2, 2], [1, 1], [1, 1], False)

  # The last layer's output to the mean of each channel, float32 [photos, channels].
  def leave(self, x: Tensor) -> Tensor:
    return x.to(6).mean([2, 3]) * self.steps[len(self.steps) - 1]
